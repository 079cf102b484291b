using GatewayKit.Analyzers.Contract;
using GatewayKit.Analyzers.Tests.Support;

namespace GatewayKit.Analyzers.Tests.Contract;

public class ProcessExitTests
{
    private readonly Rule<ProcessExitAnalyzer> _rule = new("GWK0015");

    [Theory]
    [InlineData("Environment.Exit(1)")]
    [InlineData("Environment.FailFast(\"no\")")]
    public Task Reports_the_end_of_the_process(string call) => _rule.ReportsAsync(Code($"[|{call}|]"));

    [Theory]
    [InlineData("Environment.GetEnvironmentVariable(\"HOME\")")]
    [InlineData("Exit(1)")]
    public Task Accepts_other_calls(string call) => _rule.AcceptsAsync(Code(call));

    [Fact]
    public Task Leaves_other_projects_alone() => _rule.AcceptsAsync(Code("Environment.Exit(1)"), withContract: false);

    private static string Code(string call) => $$"""
        class Use
        {
            static void Exit(int code) { }
            static void Call() { {{call}}; }
        }
        """;
}
