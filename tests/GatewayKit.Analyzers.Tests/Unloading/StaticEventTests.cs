using GatewayKit.Analyzers.Tests.Support;
using GatewayKit.Analyzers.Unloading;

namespace GatewayKit.Analyzers.Tests.Unloading;

public class StaticEventTests
{
    private readonly Rule<StaticEventAnalyzer> _rule = new("GWK0007");

    [Theory]
    [InlineData("Console.CancelKeyPress += (_, _) => { }")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => { }")]
    [InlineData("TaskScheduler.UnobservedTaskException += (_, _) => { }")]
    [InlineData("System.Runtime.Loader.AssemblyLoadContext.Default.Unloading += _ => { }")]
    public Task Reports_a_subscription_that_stays(string subscription) => _rule.ReportsAsync($$"""
        class Use
        {
            Use() { [|{{subscription}}|]; }
            class Nested { Nested() { [|{{subscription}}|]; } }
        }
        """);

    [Fact]
    public Task Accepts_a_subscription_that_is_taken_back() => _rule.AcceptsAsync("""
        class Use : IDisposable
        {
            Use() => AppDomain.CurrentDomain.ProcessExit += OnExit;
            public void Dispose() => AppDomain.CurrentDomain.ProcessExit -= OnExit;
            void OnExit(object? sender, EventArgs e) { }
        }
        """);

    [Fact]
    public Task Accepts_events_that_end_with_the_plugin() => _rule.AcceptsAsync("""
        class Use
        {
            static event EventHandler? Own;
            Use(System.Timers.Timer timer)
            {
                Own += (_, _) => { };
                timer.Elapsed += (_, _) => Own?.Invoke(this, EventArgs.Empty);
            }
        }
        """);
}
