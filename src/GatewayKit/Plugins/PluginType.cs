namespace GatewayKit.Plugins;

/// <summary>A plugin class that can be named in the configuration.</summary>
public sealed class PluginType
{
    /// <summary>The name in the configuration.</summary>
    public required string Name { get; init; }

    /// <summary>The stage in which it runs unless its entry says otherwise.</summary>
    public required PluginStage Stage { get; init; }

    /// <summary>The hooks that it implements.</summary>
    public required PluginHooks Hooks { get; init; }

    /// <summary>The class.</summary>
    public required Type Type { get; init; }

    /// <summary>The options record.</summary>
    public required Type OptionsType { get; init; }

    /// <summary>The credential type's name that it reads from consumers, or null.</summary>
    public string? CredentialName { get; init; }

    /// <summary>The credential record, or null.</summary>
    public Type? CredentialType { get; init; }

    /// <summary>Whether its constructor asks for <see cref="RouteInfo"/>, so that each route needs an instance of its own.</summary>
    public required bool IsPerRoute { get; init; }

    /// <summary>Whether its request hook answers every CORS preflight.</summary>
    internal bool AnswersPreflight { get; init; }

    /// <summary>The assembly that it comes from.</summary>
    public required PluginModule Module { get; init; }
}
