namespace GatewayKit.Plugins.Anonymous;

/// <summary>
/// Identifies requests without credentials as a named consumer. It is the last plugin that authenticates on a route: a credential that
/// another plugin has rejected never reaches it.
/// </summary>
[GatewayPlugin<AnonymousOptions>("anonymous", PluginStage.Authentication, AcceptsEveryCaller = true)]
public sealed class AnonymousPlugin : IAuthenticationHook
{
    private readonly AuthenticationResult _result;

    /// <summary>Initializes a new instance with its result.</summary>
    /// <param name="options">The options.</param>
    /// <param name="consumers">The configured consumers.</param>
    /// <exception cref="PluginOptionsException">The consumer is configured, and the options have groups.</exception>
    public AnonymousPlugin(AnonymousOptions options, IConsumerDirectory consumers)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(consumers);
        if (!consumers.TryGet(options.Consumer, out var consumer))
            consumer = new Consumer(options.Consumer, options.Groups);
        else if (options.Groups.Count > 0)
        {
            throw new PluginOptionsException(
                [new OptionsError("groups", $"is set, but the consumer '{consumer.Name}' is configured; set its groups there")]);
        }

        _result = AuthenticationResult.Authenticated(consumer);
    }

    /// <summary>Identifies the caller as the configured consumer.</summary>
    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context) => _result;
}
