using GatewayKit.Configuration.Binding;

namespace GatewayKit.Plugins;

/// <summary>A plugin class that the configuration can use.</summary>
public sealed class PluginType
{
    /// <summary>The name in the configuration.</summary>
    public required string Name { get; init; }

    /// <summary>The default stage.</summary>
    public required PluginStage Stage { get; init; }

    /// <summary>The hooks that it implements.</summary>
    public required PluginHooks Hooks { get; init; }

    /// <summary>The class.</summary>
    public required Type Type { get; init; }

    /// <summary>The options record.</summary>
    public required Type OptionsType { get; init; }

    /// <summary>The keys of its options in the configuration.</summary>
    public IEnumerable<string> OptionKeys => RecordProperties.Of(OptionsType).Select(RecordProperties.Key);

    /// <summary>The name of the credential type that it reads from consumers, or null.</summary>
    public string? CredentialName { get; init; }

    /// <summary>The credential record, or null.</summary>
    public Type? CredentialType { get; init; }

    /// <summary>Gets whether its constructor requires <see cref="RouteInfo"/>, so that each route needs its own instance.</summary>
    public required bool IsPerRoute { get; init; }

    /// <summary>Gets whether its request hook answers every CORS preflight.</summary>
    internal bool AnswersPreflight { get; init; }

    /// <summary>Gets whether its authentication hook identifies every request.</summary>
    internal bool AcceptsEveryCaller { get; init; }

    /// <summary>Gets whether it rejects every request whose caller isn't identified.</summary>
    internal bool NeedsConsumer { get; init; }

    /// <summary>Gets whether its options can name clusters.</summary>
    internal bool NamesClusters { get; init; }

    /// <summary>Gets whether an exchange can't continue without it.</summary>
    internal bool RejectsOnError { get; init; }

    /// <summary>Gets whether a dry run can call its request and response hooks.</summary>
    internal bool OnlyChangesMessages { get; init; }

    /// <summary>Gets whether it can send requests through the gateway.</summary>
    internal bool SendsSubrequests { get; init; }

    /// <summary>The module that contains it.</summary>
    public required PluginModule Module { get; init; }
}
