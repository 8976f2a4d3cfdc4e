//! `fengqiao-county CONFIG`.

fn main() -> anyhow::Result<()> {
    fengqiao_runtime::main(fengqiao_county::run)
}
