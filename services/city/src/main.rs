//! `fengqiao-city CONFIG`.

fn main() -> anyhow::Result<()> {
    fengqiao_runtime::main(fengqiao_city::run)
}
