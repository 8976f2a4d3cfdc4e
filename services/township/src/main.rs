//! `fengqiao-township CONFIG`.

fn main() -> anyhow::Result<()> {
    fengqiao_runtime::main(fengqiao_township::run)
}
