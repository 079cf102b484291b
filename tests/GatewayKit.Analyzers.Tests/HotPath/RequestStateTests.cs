using GatewayKit.Analyzers.HotPath;
using GatewayKit.Analyzers.Tests.Support;

namespace GatewayKit.Analyzers.Tests.HotPath;

public class RequestStateTests
{
    private readonly Rule<RequestStateAnalyzer> _rule = new("GWK0012");

    [Theory]
    [InlineData("[|_user = context.Route.Id|];")]
    [InlineData("[|_count++|];")]
    [InlineData("[|_count += 2|];")]
    [InlineData("[|_user ??= \"\"|];")]
    [InlineData("[|Last = context.Route.Id|];")]
    [InlineData("[|s_last = context.Route.Id|];")]
    [InlineData("Action later = () => [|_count--|]; later();")]
    public Task Reports_a_field_that_a_hook_writes(string statement) => _rule.ReportsAsync(Plugin(statement));

    [Fact]
    public Task Reports_a_field_that_a_method_with_the_exchange_writes()
        => _rule.ReportsAsync(Plugin("Remember(context.Http);",
            "private void Remember(Microsoft.AspNetCore.Http.HttpContext http) => [|_user = http.TraceIdentifier|];"));

    [Theory]
    [InlineData("var user = context.Route.Id; user += \"x\";")]
    [InlineData("context.State = context.Route.Id;")]
    [InlineData("Interlocked.Increment(ref _count);")]
    [InlineData("Volatile.Write(ref _user, context.Route.Id);")]
    [InlineData("_ready = true;")]
    [InlineData("lock (_gate) { _count++; }")]
    [InlineData("using (_gate.EnterScope()) { _count++; }")]
    [InlineData("using var _ = _gate.EnterScope(); if (_count < 9) { _count++; }")]
    [InlineData("var own = new Box(); own.Value = 1;")]
    public Task Accepts_what_is_of_the_exchange_and_what_is_guarded(string statement) => _rule.AcceptsAsync(Plugin(statement));

    [Fact]
    public Task Accepts_what_a_constructor_writes()
        => _rule.AcceptsAsync(Plugin("", "public Plugin(GatewayContext c) { _count = 1; _user = c.Route.Id; }"));

    private static string Plugin(string statements, string members = "") => $$"""
        using GatewayKit;
        class Box { public int Value; }
        sealed class Plugin : IRequestHook
        {
            private static string? s_last;
            private readonly Lock _gate = new();
            private volatile bool _ready;
            private string? _user;
            private int _count;
            private string? Last { get; set; }
            {{members}}
            public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
            {
                {{statements}}
                return HookResult.Continue;
            }
        }
        """;
}
