//! `fengqiao-console CONFIG`.

fn main() -> anyhow::Result<()> {
    fengqiao_runtime::main(fengqiao_console::run)
}
