namespace GatewayKit.Plugins;

/// <summary>The hooks that a plugin implements.</summary>
[Flags]
public enum PluginHooks
{
    /// <summary>No hooks.</summary>
    None = 0,

    /// <summary><see cref="IAuthenticationHook"/>.</summary>
    Authentication = 1,

    /// <summary><see cref="IRequestHook"/>.</summary>
    Request = 2,

    /// <summary><see cref="IUpstreamRequestHook"/>.</summary>
    UpstreamRequest = 4,

    /// <summary><see cref="IResponseHook"/>.</summary>
    Response = 8,

    /// <summary><see cref="IErrorHook"/>.</summary>
    Error = 16,

    /// <summary><see cref="ICompletionHook"/>.</summary>
    Completion = 32,

    /// <summary><see cref="ICommandHook"/>.</summary>
    Command = 64,
}
