using GatewayKit.Analyzers.HotPath;
using GatewayKit.Analyzers.Tests.Support;

namespace GatewayKit.Analyzers.Tests.HotPath;

public class StoredExchangeTests
{
    private readonly Rule<StoredExchangeAnalyzer> _rule = new("GWK0011");

    [Fact]
    public Task Reports_members_of_a_plugin_that_hold_an_exchange() => _rule.ReportsAsync(Plugin("""
        private HttpContext? [|_http|];
        private readonly List<GatewayContext> [|_seen|] = [];
        private HttpRequest[]? [|_requests|];
        public HttpResponse? [|Last|] { get; set; }
        """, "_http = context.Http; _requests = null;"));

    [Fact]
    public Task Reports_statics_of_any_class() => _rule.ReportsAsync("""
        using Microsoft.AspNetCore.Http;
        static class Current
        {
            static readonly Dictionary<string, HttpContext> [|s_all|] = [];
        }
        """);

    [Theory]
    [InlineData("[|_object = context|];")]
    [InlineData("[|_object = context.Http.Request|];")]
    [InlineData("[|_later = () => context.Http.Abort()|];")]
    [InlineData("var http = context.Http; [|_later += () => http.Abort()|];")]
    [InlineData("[|s_happened += () => context.Http.Abort()|];")]
    public Task Reports_an_exchange_or_a_lambda_that_is_put_into_a_field(string statement)
        => _rule.ReportsAsync(
            Plugin("private object? _object; private Action? _later; private static event Action? s_happened;", statement));

    [Theory]
    [InlineData("_object = context.Http.TraceIdentifier;")]
    [InlineData("_later = () => Console.WriteLine(1);")]
    [InlineData("_with = c => c.Http.Abort();")]
    [InlineData("context.State = context.Http;")]
    [InlineData("Action now = () => context.Http.Abort(); now();")]
    public Task Accepts_values_and_what_ends_with_the_exchange(string statement)
        => _rule.AcceptsAsync(Plugin("private object? _object; private Action? _later; private Action<GatewayContext>? _with;", statement));

    [Fact]
    public Task Accepts_a_class_of_one_exchange() => _rule.AcceptsAsync("""
        using Microsoft.AspNetCore.Http;
        sealed class CountedBody(HttpContext http)
        {
            private readonly HttpContext _http = http;
            public HttpRequest Request => _http.Request;
        }
        """);

    private static string Plugin(string members, string statements) => $$"""
        using GatewayKit;
        using Microsoft.AspNetCore.Http;
        sealed class Plugin : IRequestHook
        {
            {{members}}
            public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
            {
                {{statements}}
                return HookResult.Continue;
            }
        }
        """;
}
