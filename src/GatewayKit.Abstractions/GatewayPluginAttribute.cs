namespace GatewayKit;

/// <summary>Names a plugin class, places it in a stage and ties it to its options record. Use the generic form.</summary>
/// <param name="name">The name in the configuration: kebab-case, unique among the loaded plugins.</param>
/// <param name="stage">The stage in which it runs unless its entry says otherwise.</param>
/// <param name="optionsType">The options record.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class GatewayPluginAttribute(string name, PluginStage stage, Type optionsType) : Attribute
{
    /// <summary>The name in the configuration: kebab-case, unique among the loaded plugins.</summary>
    public string Name { get; } = name;

    /// <summary>The stage in which the plugin runs unless its entry says otherwise.</summary>
    public PluginStage Stage { get; } = stage;

    /// <summary>The options record.</summary>
    public Type OptionsType { get; } = optionsType;

    /// <summary>
    /// Whether the plugin's request hook answers every CORS preflight (Fetch standard): OPTIONS with <c>Origin</c> and
    /// <c>Access-Control-Request-Method</c>. A route that runs it takes the preflights of its <c>methods</c>, too. Default: false.
    /// </summary>
    public bool AnswersPreflight { get; init; }
}

/// <summary>Names a plugin class, places it in a stage and ties it to its options record.</summary>
/// <typeparam name="TOptions">
/// The options: a record whose properties are bound strictly from the entry's <c>options</c> and validated before the
/// plugin is created. <see cref="NoOptions"/> for a plugin without any.
/// </typeparam>
/// <param name="name">The name in the configuration: kebab-case, unique among the loaded plugins.</param>
/// <param name="stage">The stage in which it runs unless its entry says otherwise.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class GatewayPluginAttribute<TOptions>(string name, PluginStage stage)
    : GatewayPluginAttribute(name, stage, typeof(TOptions))
    where TOptions : class;
