//! `fengqiao-projection CONFIG`.

fn main() -> anyhow::Result<()> {
    fengqiao_runtime::main(fengqiao_projection::run)
}
