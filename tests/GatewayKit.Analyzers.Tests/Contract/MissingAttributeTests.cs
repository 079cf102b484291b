using GatewayKit.Analyzers.Contract;
using GatewayKit.Analyzers.Tests.Support;

namespace GatewayKit.Analyzers.Tests.Contract;

public class MissingAttributeTests
{
    private readonly Rule<MissingAttributeAnalyzer> _rule = new("GWK0014");

    [Fact]
    public Task Reports_a_hook_without_a_name() => _rule.ReportsAsync("""
        using GatewayKit;
        sealed class [|Plugin|] : ICompletionHook { public void OnCompleted(GatewayContext context) { } }
        [GatewayPlugin<NoOptions>("open", PluginStage.Edge)]
        class Open : IGatewayPlugin { }
        class [|Derived|] : Open { }
        """);

    [Fact]
    public Task Accepts_named_and_abstract_plugins_and_other_classes() => _rule.AcceptsAsync("""
        using GatewayKit;
        [GatewayPlugin<NoOptions>("plugin", PluginStage.Edge)]
        sealed class Plugin : IGatewayPlugin { }
        abstract class Hook : IGatewayPlugin { }
        interface IOwnHook : IGatewayPlugin { }
        class Other { }
        """);

    [Fact]
    public Task Names_it_after_its_class_and_takes_its_options() => _rule.IsFixedAsync<AddAttributeFix>("""
        using GatewayKit;

        public sealed record JwtOptions;

        /// <summary>Knows callers.</summary>
        public sealed class HTTPTokenPlugin(TimeProvider time, JwtOptions options) : IAuthenticationHook
        {
            public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context) => throw new NotSupportedException($"{time}{options}");
        }

        class Plain : IGatewayPlugin
        {
        }
        """, """
        using GatewayKit;

        public sealed record JwtOptions;

        /// <summary>Knows callers.</summary>
        [GatewayPlugin<JwtOptions>("http-token", PluginStage.Authentication)]
        public sealed class HTTPTokenPlugin(TimeProvider time, JwtOptions options) : IAuthenticationHook
        {
            public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context) => throw new NotSupportedException($"{time}{options}");
        }

        [GatewayPlugin<NoOptions>("plain", PluginStage.Traffic)]
        class Plain : IGatewayPlugin
        {
        }
        """);
}
