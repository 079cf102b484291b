using GatewayKit.Analyzers.HotPath;
using GatewayKit.Analyzers.Tests.Support;

namespace GatewayKit.Analyzers.Tests.HotPath;

public class AsyncVoidTests
{
    private readonly Rule<AsyncVoidAnalyzer> _rule = new("GWK0010");

    [Fact]
    public Task Reports_methods_local_functions_and_lambdas() => _rule.ReportsAsync("""
        class Use
        {
            async void [|Method|]()
            {
                await Task.Yield();
                async void [|Local|]() => await Task.Yield();
                Local();
                Action lambda = [|async () => await Task.Yield()|];
                lambda();
            }
        }
        """);

    [Fact]
    public Task Accepts_what_can_be_awaited() => _rule.AcceptsAsync("""
        class Use
        {
            void Plain() { }
            async Task Method()
            {
                async ValueTask Local() => await Task.Yield();
                await Local();
                Func<Task> lambda = async () => await Task.Yield();
                await lambda();
            }
        }
        """);

    [Fact]
    public Task Returns_a_task() => _rule.IsFixedAsync<ReturnTaskFix>("""
        class Use
        {
            // Writes.
            private async void Write()
            {
                async void Flush() => await Task.Yield();
                Flush();
                await Task.Yield();
            }
        }
        """, """
        class Use
        {
            // Writes.
            private async Task Write()
            {
                async Task Flush() => await Task.Yield();
                Flush();
                await Task.Yield();
            }
        }
        """);

    [Fact]
    public Task Has_no_fix_where_the_signature_is_prescribed() => _rule.HasNoFixAsync<ReturnTaskFix>("""
        using GatewayKit;
        sealed class Plugin : ICompletionHook
        {
            public async void OnCompleted(GatewayContext context) => await Task.Yield();
        }
        """);
}
