using GatewayKit.Analyzers.Tests.Support;
using GatewayKit.Analyzers.Unloading;

namespace GatewayKit.Analyzers.Tests.Unloading;

public class AsyncLocalTests
{
    private readonly Rule<AsyncLocalAnalyzer> _rule = new("GWK0008");

    [Fact]
    public Task Reports_a_static_AsyncLocal() => _rule.ReportsAsync("""
        class Use
        {
            static readonly AsyncLocal<string> [|s_current|] = new();
            static AsyncLocal<int> [|Current|] { get; } = new();
        }
        """);

    [Fact]
    public Task Accepts_one_of_an_instance_and_other_statics() => _rule.AcceptsAsync("""
        class Use
        {
            readonly AsyncLocal<string> _current = new();
            [ThreadStatic] static string? t_current;
            static readonly Dictionary<string, int> s_counts = [];
            object? All() => (_current, t_current, s_counts);
        }
        """);
}
