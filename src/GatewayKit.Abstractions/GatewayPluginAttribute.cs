namespace GatewayKit;

/// <summary>Declares a plugin class with its name, its stage and its options record. Use the generic form.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class GatewayPluginAttribute : Attribute
{
    private protected GatewayPluginAttribute(string name, PluginStage stage, Type optionsType)
        => (Name, Stage, OptionsType) = (name, stage, optionsType);

    /// <summary>Gets the name in the configuration: kebab-case, unique across the loaded plugins.</summary>
    public string Name { get; }

    /// <summary>Gets the stage in which the plugin runs unless its entry overrides it.</summary>
    public PluginStage Stage { get; }

    /// <summary>Gets the type of the options record.</summary>
    public Type OptionsType { get; }

    /// <summary>
    /// Gets a value that indicates whether the plugin's request hook answers every CORS preflight (Fetch standard):
    /// OPTIONS with <c>Origin</c> and <c>Access-Control-Request-Method</c>.
    /// A route that runs the plugin also matches the preflights for its <c>methods</c>. Default: <c>false</c>.
    /// </summary>
    public bool AnswersPreflight { get; init; }

    /// <summary>
    /// Gets a value that indicates whether the plugin's authentication hook identifies every request, with or without credentials.
    /// On a route with other plugins that authenticate, it must be the last of them, and the route needs <c>authentication: any</c>;
    /// otherwise the configuration is rejected. Default: <c>false</c>.
    /// </summary>
    public bool AcceptsEveryCaller { get; init; }

    /// <summary>
    /// Gets a value that indicates whether the plugin rejects every request whose caller isn't identified by a plugin before it. The
    /// gateway warns about a route on which it rejects every request. Default: <c>false</c>.
    /// </summary>
    public bool NeedsConsumer { get; init; }

    /// <summary>
    /// Gets a value that indicates whether an exchange can't continue without the plugin. The gateway then rejects
    /// <c>onError: continue</c>, as it does for plugins that authenticate or authorize. Default: <c>false</c>.
    /// </summary>
    public bool RejectsOnError { get; init; }

    /// <summary>
    /// Gets a value that indicates whether the plugin's request and response hooks only change or reject a message: they don't send, store,
    /// count or wait for anything, so that a dry run (<c>gatewaykit explain --body</c>) can call them. Default: <c>false</c>.
    /// </summary>
    public bool OnlyChangesMessages { get; init; }
}

/// <summary>Declares a plugin class with its name, its stage and its options record.</summary>
/// <typeparam name="TOptions">
/// The options: a record whose properties are bound strictly from the entry's <c>options</c> and validated before the
/// plugin is created. Use <see cref="NoOptions"/> for a plugin without options.
/// </typeparam>
/// <param name="name">The name in the configuration: kebab-case, unique across the loaded plugins.</param>
/// <param name="stage">The stage in which the plugin runs unless its entry overrides it.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class GatewayPluginAttribute<TOptions>(string name, PluginStage stage)
    : GatewayPluginAttribute(name, stage, typeof(TOptions))
    where TOptions : class;
