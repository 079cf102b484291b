using GatewayKit.Analyzers.Tests.Support;
using GatewayKit.Analyzers.Unloading;

namespace GatewayKit.Analyzers.Tests.Unloading;

public class DynamicTests
{
    private readonly Rule<DynamicAnalyzer> _rule = new("GWK0002");

    [Fact]
    public Task Reports_dynamic_written_and_inferred() => _rule.ReportsAsync("""
        class Use
        {
            [|dynamic|] Call([|dynamic|] value)
            {
                [|var|] name = value.Name;
                return name;
            }
        }
        """);

    [Fact]
    public Task Accepts_something_else_of_that_name() => _rule.AcceptsAsync("""
        class Use
        {
            int Call(int dynamic)
            {
                var sum = dynamic + 1;
                return sum;
            }
        }
        """);

    [Fact]
    public Task Leaves_other_projects_alone() => _rule.AcceptsAsync("class Use { dynamic? Value; }", withContract: false);
}
