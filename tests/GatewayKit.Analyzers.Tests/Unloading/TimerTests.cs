using GatewayKit.Analyzers.Tests.Support;
using GatewayKit.Analyzers.Unloading;

namespace GatewayKit.Analyzers.Tests.Unloading;

public class TimerTests
{
    private readonly Rule<TimerAnalyzer> _rule = new("GWK0006");

    [Theory]
    [InlineData("new Timer(_ => { })")]
    [InlineData("new System.Timers.Timer(1000)")]
    [InlineData("new PeriodicTimer(TimeSpan.FromSeconds(1))")]
    [InlineData("TimeProvider.System.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.Zero)")]
    public Task Reports_a_field_that_is_never_disposed(string timer) => _rule.ReportsAsync($$"""
        class Use
        {
            private readonly IDisposable _unrelated = Stream.Null;
            private readonly object _timer = [|{{timer}}|];
            private static object? s_timer;

            Use() => s_timer = [|{{timer}}|];
            void Dispose() => _unrelated.Dispose();
        }
        """);

    [Fact]
    public Task Reports_a_timer_that_nobody_keeps() => _rule.ReportsAsync("""
        class Use
        {
            void Start()
            {
                _ = [|new Timer(_ => { })|];
                [|new PeriodicTimer(TimeSpan.FromSeconds(1))|];
            }
        }
        """);

    [Fact]
    public Task Reports_an_automatic_property_and_a_nested_type_once() => _rule.ReportsAsync("""
        class Use
        {
            Timer Property { get; } = [|new Timer(_ => { })|];

            class Nested
            {
                private readonly Timer _timer = [|new Timer(_ => { })|];
                void Change() => _timer.Change(1, 1);
            }
        }
        """);

    [Theory]
    [InlineData("_timer.Dispose();")]
    [InlineData("_timer?.Dispose();")]
    [InlineData("_timer.DisposeAsync().AsTask();")]
    [InlineData("using (_timer) { }")]
    [InlineData("using var last = _timer;")]
    [InlineData("Interlocked.Exchange(ref _timer, null!)?.Dispose();")]
    public Task Accepts_a_field_that_is_disposed(string end) => _rule.AcceptsAsync($$"""
        class Use
        {
            private Timer _timer = new(_ => { });
            void Dispose() { {{end}} }
        }
        """);

    [Fact]
    public Task Accepts_a_timer_that_somebody_else_owns() => _rule.AcceptsAsync("""
        class Use(List<IDisposable> owned)
        {
            void Start() => owned.Add(new Timer(_ => { }));
            Timer Create() => new(_ => { });
            async Task RunAsync(CancellationToken stop)
            {
                using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
                while (await timer.WaitForNextTickAsync(stop)) { }
            }
        }
        """);
}
