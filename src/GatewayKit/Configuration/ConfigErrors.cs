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

    /// <summary>Adds an error. Characters that would break its line are escaped.</summary>
    /// <param name="where">The piece of configuration.</param>
    /// <param name="message">The error and what is allowed.</param>
    /// <param name="location">The location in its source.</param>
    public void Add(string where, string message, ConfigLocation location = default)
    {
        if (IsDisregarded(message))
            Disregarded++;
        else if (_errors.Count < Bound)
            _errors.Add(new ConfigError(DisplayText.Line(where), Line(message), location));
        else
            Omitted++;
    }

    /// <summary>Adds a warning. A warning that was added before, or comes after 1,000 others, has no effect.</summary>
    /// <param name="where">The piece of configuration.</param>
    /// <param name="message">The effect of the configuration, and the probable intention.</param>
    /// <param name="location">The location in its source.</param>
    public void Warn(string where, string message, ConfigLocation location = default)
    {
        var warning = new ConfigError(DisplayText.Line(where), Line(message), location);
        if (_warnings.Count < Bound && _warned.Add(warning))
            _warnings.Add(warning);
    }

    /// <summary>The texts that messages don't show, and the references that they show instead.</summary>
    internal ImmutableArray<(string Value, string Written)> Hidden => _hidden.All;

    /// <summary>Shows the reference to a variable instead of its text in later messages: variables contain secrets.</summary>
    internal void Hide(string value, string written) => _hidden.Add(value, written);

    /// <summary>Ignores later errors about a placeholder text, for which there is already a warning.</summary>
    internal void Disregard(string placeholder) => _disregarded.Add(placeholder);

    private bool IsDisregarded(string message)
        => _disregarded.Count > 0
            && _disregarded.Any(text => message.Contains($"'{text}'", StringComparison.Ordinal)
                || (text.Length > ShortestDistinct && message.Contains(text, StringComparison.Ordinal)));

    private string Line(string text) => DisplayText.Line(_hidden.Replace(text));
}
