using GatewayKit.Analyzers.Contract;
using GatewayKit.Analyzers.Tests.Support;

namespace GatewayKit.Analyzers.Tests.Contract;

public class EarlyStatusTests
{
    private readonly Rule<EarlyStatusAnalyzer> _rule = new("GWK0017");

    [Theory]
    [InlineData("IRequestHook", "ValueTask<HookResult> OnRequestAsync(GatewayContext context)", "return HookResult.Continue;")]
    [InlineData("IErrorHook", "ValueTask<HookResult> OnErrorAsync(GatewayContext context, Exception error)", "return HookResult.Continue;")]
    [InlineData("IUpstreamRequestHook", "ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)",
        "return default;")]
    [InlineData("IAuthenticationHook", "ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)",
        "return AuthenticationResult.NoCredentials(\"x\");")]
    public async Task Reports_a_hook_that_runs_before_there_is_a_response(string hook, string method, string end)
    {
        await _rule.ReportsAsync(Plugin(hook, method, "[|context.Http.Response.StatusCode = 403|];" + end));
        await _rule.ReportsAsync(Plugin(hook, method, "[|context.Http.Response.Redirect(\"/\")|];" + end));
    }

    [Fact]
    public Task Accepts_a_response_hook() => _rule.AcceptsAsync(Plugin(
        "IResponseHook", "ValueTask<HookResult> OnResponseAsync(GatewayContext context)",
        "context.Http.Response.StatusCode = 403; return HookResult.Continue;"));

    [Fact]
    public Task Accepts_a_hook_that_reads_the_status() => _rule.AcceptsAsync(Plugin(
        "IRequestHook", "ValueTask<HookResult> OnRequestAsync(GatewayContext context)",
        "_ = context.Http.Response.StatusCode == 403; return HookResult.Continue;"));

    private static string Plugin(string hook, string method, string statements) => $$"""
        using GatewayKit;
        using Microsoft.AspNetCore.Http;
        sealed class Plugin : {{hook}}
        {
            public {{method}}
            {
                {{statements}}
            }
        }
        """;
}
