using System.Collections.Immutable;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration;

/// <summary>Collects every error and every warning of a configuration, up to 1,000 of each.</summary>
public sealed class ConfigErrors
{
    /// <summary>The maximum number of errors, and of warnings, that are kept; more are only counted.</summary>
    internal const int Bound = 1000;

    /// <summary>The maximum length of a placeholder that a message may contain by chance.</summary>
    private const int ShortestDistinct = 6;

    private readonly List<ConfigError> _errors = [];
    private readonly List<ConfigError> _warnings = [];
    private readonly HashSet<ConfigError> _warned = [];
    private readonly HiddenTexts _hidden = new();
    private readonly HashSet<(string Section, int Index)> _unassigned = [];
    private readonly HashSet<string> _disregarded = new(StringComparer.Ordinal);

    /// <summary>The errors, in the order in which they were found.</summary>
    public IReadOnlyList<ConfigError> Items => _errors;

    /// <summary>The warnings, in the order in which they were found. A configuration with warnings can still become active.</summary>
    public IReadOnlyList<ConfigError> Warnings => _warnings;

    /// <summary>The number of errors that are kept.</summary>
    public int Count => _errors.Count;

    /// <summary>The number of errors beyond the first 1,000.</summary>
    public int Omitted { get; private set; }

    /// <summary>
    /// Whether a variable that isn't set is a warning, so that a configuration can be checked on a machine that doesn't have
    /// its secrets. Default: it is an error.
    /// </summary>
    internal bool AllowsUnsetVariables { get; init; }

    /// <summary>The number of errors about placeholders of variables that aren't set.</summary>
    internal int Disregarded { get; private set; }

    /// <summary>The number of errors, kept or not.</summary>
    internal int Total => Count + Omitted + Disregarded;

    /// <summary>The routes with warnings; null if there could be more.</summary>
    internal IReadOnlyCollection<string>? WarnedRoutes
        => _warnings.Count >= Bound
            ? null
            : [.. _warnings
                .Where(warning => warning.Owner.Scope == PluginScope.Route)
                .Select(warning => warning.Owner.Id)
                .OfType<string>()];

    /// <summary>Adds an error. Characters that would break its line are escaped.</summary>
    /// <param name="where">The piece of configuration.</param>
    /// <param name="message">The error and what is allowed.</param>
    /// <param name="location">The location in its source.</param>
    public void Add(string where, string message, ConfigLocation location = default) => Add(new ConfigPiece(where), message, location);

    /// <summary>Adds an error, for example that of a route. Characters that would break its line are escaped.</summary>
    /// <param name="error">The error with its owner.</param>
    public void Add(ConfigError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        if (IsDisregarded(error.Message))
            Disregarded++;
        else if (_errors.Count < Bound)
            _errors.Add(Shown(error));
        else
            Omitted++;
    }

    /// <summary>Adds a warning. A warning that was added before, or comes after 1,000 others, has no effect.</summary>
    /// <param name="where">The piece of configuration.</param>
    /// <param name="message">The effect of the configuration, and the probable intention.</param>
    /// <param name="location">The location in its source.</param>
    public void Warn(string where, string message, ConfigLocation location = default) => Warn(new ConfigPiece(where), message, location);

    /// <summary>Adds a warning, for example about a route. A warning that was added before, or comes after 1,000 others, has no
    /// effect.</summary>
    /// <param name="warning">The warning with its owner.</param>
    public void Warn(ConfigError warning)
    {
        ArgumentNullException.ThrowIfNull(warning);
        var shown = Shown(warning);
        if (_warnings.Count < Bound && _warned.Add(shown))
            _warnings.Add(shown);
    }

    /// <summary>The texts that messages don't show, and the references that they show instead.</summary>
    internal ImmutableArray<(string Value, string Written)> Hidden => _hidden.All;

    /// <summary>Shows the reference to a variable instead of its text in later messages: variables contain secrets.</summary>
    internal void Hide(string value, string written) => _hidden.Add(value, written);

    /// <summary>Ignores later errors about a placeholder text, for which there is already a warning.</summary>
    internal void Disregard(string placeholder) => _disregarded.Add(placeholder);

    internal void Add(ConfigPiece piece, string message, ConfigLocation location) => Add(piece.Error(message, location));

    internal void Warn(ConfigPiece piece, string message, ConfigLocation location) => Warn(piece.Error(message, location));

    internal void Add(ConfigOwner owner, string message, ConfigLocation location) => Add(ConfigPiece.Of(owner), message, location);

    internal void Warn(ConfigOwner owner, string message, ConfigLocation location) => Warn(ConfigPiece.Of(owner), message, location);

    /// <summary>Adds the errors and warnings of others.</summary>
    internal void AddAll(ConfigErrors? others)
    {
        foreach (var error in others?.Items ?? [])
            Add(error);
        foreach (var warning in others?.Warnings ?? [])
            Warn(warning);
        Omitted += others?.Omitted ?? 0;
    }

    /// <summary>Sets the owner of errors and warnings that were found in an item of a list before the item's name was read.</summary>
    /// <param name="section">The list, such as <c>routes</c>.</param>
    /// <param name="index">The item's index.</param>
    /// <param name="owner">The owner.</param>
    internal void Assign(string section, int index, ConfigOwner owner)
    {
        var item = (section, index);
        if (!_unassigned.Remove(item))
            return;

        foreach (var list in (ReadOnlySpan<List<ConfigError>>)[_errors, _warnings])
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i].ListItem == item)
                    list[i] = list[i] with { Owner = owner, ListItem = null };
            }
        }
    }

    private bool IsDisregarded(string message)
        => _disregarded.Count > 0
            && _disregarded.Any(text => message.Contains($"'{text}'", StringComparison.Ordinal)
                || (text.Length > ShortestDistinct && message.Contains(text, StringComparison.Ordinal)));

    private ConfigError Shown(ConfigError error)
    {
        if (error.ListItem is { } item)
            _unassigned.Add(item);
        return error with { Where = DisplayText.Line(error.Where), Message = Line(error.Message) };
    }

    private string Line(string text) => HiddenUserInfo.Replace(DisplayText.Line(_hidden.Replace(text)));
}
