using GatewayKit.Analyzers.HotPath;
using GatewayKit.Analyzers.Tests.Support;

namespace GatewayKit.Analyzers.Tests.HotPath;

public class BlockingCallTests
{
    private readonly Rule<BlockingCallAnalyzer> _rule = new("GWK0009");

    [Theory]
    [InlineData("_client.GetStringAsync(\"/\").Result")]
    [InlineData("_client.GetStringAsync(\"/\").GetAwaiter().GetResult()")]
    [InlineData("_client.GetStringAsync(\"/\").ConfigureAwait(false).GetAwaiter().GetResult()")]
    [InlineData("new ValueTask<int>(1).Result")]
    [InlineData("Task.Delay(1).Wait(100)")]
    [InlineData("Task.WaitAny(Task.Delay(1))")]
    [InlineData("_gate.Wait(1000)")]
    [InlineData("_client.Send(new HttpRequestMessage())")]
    public Task Reports_what_waits_in_a_hook(string call) => _rule.ReportsAsync(Hook($"_ = [|{call}|]; return HookResult.Continue;"));

    [Fact]
    public Task Reports_Sleep_and_Wait_in_methods_that_a_hook_calls_and_in_lambdas() => _rule.ReportsAsync(Hook("""
        Helper(); Action later = () => [|Thread.Sleep(1)|]; later(); return HookResult.Continue; }
            void Helper() { [|_gate.Wait()|]; [|Task.Delay(1).Wait()|];
        """));

    [Fact]
    public Task Reports_what_waits_where_a_task_is_returned() => _rule.ReportsAsync("""
        class Store
        {
            async Task<string> ReadAsync(HttpClient client) { await Task.Yield(); return [|client.GetStringAsync("/").Result|]; }
            ValueTask<int> Count(Task<int> task) => new([|task.Result|]);
        }
        """);

    [Theory]
    [InlineData("_gate.Wait(0)")]
    [InlineData("_gate.Wait(TimeSpan.Zero)")]
    [InlineData("nameof(Task<int>.Result)")]
    public Task Accepts_what_does_not_wait(string call) => _rule.AcceptsAsync(Hook($"_ = {call}; return HookResult.Continue;"));

    [Fact]
    public Task Accepts_the_result_of_a_task_that_has_ended() => _rule.AcceptsAsync("""
        class Store
        {
            ValueTask<int> Ask(ValueTask<int> task) => task.IsCompletedSuccessfully ? new(task.Result + 1) : AwaitAsync(task);
            async ValueTask<int> AwaitAsync(ValueTask<int> task) => await task + 1;
            async Task<int> Sum(Task<int> a, Task<int> b)
            {
                await Task.WhenAll(a, b).ConfigureAwait(false);
                return a.Result + b.Result;
            }
        }
        """);

    [Fact]
    public Task Accepts_waiting_at_load_and_at_the_end() => _rule.AcceptsAsync("""
        using GatewayKit;
        sealed class Plugin : IGatewayPlugin, IDisposable
        {
            private readonly string _text;
            private readonly Task _loop = Task.CompletedTask;
            public Plugin() => _text = File.ReadAllTextAsync("x").GetAwaiter().GetResult();
            public void Dispose() => _loop.Wait();
            public override string ToString() => _text;
        }
        static class Tool { static void Main(Task task) => task.Wait(); }
        """);

    [Fact]
    public Task Awaits_it_in_an_async_hook() => _rule.IsFixedAsync<AwaitFix>(AsyncHook("""
        var text = _client.GetStringAsync("/").Result;
                var length = _client.GetStringAsync("/").Result.Length;
                _client.GetStringAsync("/").GetAwaiter().GetResult();
                Task.Delay(length).Wait();
                _gate.Wait();
                Thread.Sleep(10);
        """), AsyncHook("""
        var text = await _client.GetStringAsync("/");
                var length = (await _client.GetStringAsync("/")).Length;
                await _client.GetStringAsync("/");
                await Task.Delay(length);
                await _gate.WaitAsync();
                await Task.Delay(10, context.CancellationToken);
        """));

    [Fact]
    public Task Has_no_fix_where_nothing_can_be_awaited()
        => _rule.HasNoFixAsync<AwaitFix>(Hook("Thread.Sleep(1); lock (_gate) { _gate.Wait(); } return HookResult.Continue;"));

    private static string Hook(string body) => Plugin($"public ValueTask<HookResult> OnRequestAsync(GatewayContext context) {{ {body} }}");

    private static string AsyncHook(string body) => Plugin($$"""
        public async ValueTask<HookResult> OnRequestAsync(GatewayContext context)
            {
                {{body}}
                return HookResult.Continue;
            }
        """);

    private static string Plugin(string members) => $$"""
        using GatewayKit;
        sealed class Plugin : IRequestHook
        {
            private readonly HttpClient _client = new();
            private readonly SemaphoreSlim _gate = new(1);
            {{members}}
        }
        """;
}
