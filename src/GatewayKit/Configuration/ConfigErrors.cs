namespace GatewayKit.Configuration;

/// <summary>Collects every mistake of a configuration, up to a bound.</summary>
public sealed class ConfigErrors
{
    /// <summary>The most mistakes that are kept; more are only counted.</summary>
    public const int Bound = 1000;

    private readonly List<ConfigError> _errors = [];

    /// <summary>The mistakes, in the order in which they were found.</summary>
    public IReadOnlyList<ConfigError> Items => _errors;

    /// <summary>How many mistakes are kept.</summary>
    public int Count => _errors.Count;

    /// <summary>How many mistakes there were beyond <see cref="Bound"/>.</summary>
    public int Omitted { get; private set; }

    /// <summary>How many mistakes there were, kept or not.</summary>
    internal int Total => Count + Omitted;

    /// <summary>Adds a mistake. What would not stay on its line, whoever wrote it into a name, is escaped.</summary>
    /// <param name="where">The piece of configuration.</param>
    /// <param name="message">What is wrong and what is allowed.</param>
    /// <param name="place">The place in its source.</param>
    public void Add(string where, string message, ConfigPlace place = default)
    {
        if (_errors.Count < Bound)
            _errors.Add(new ConfigError(Shown.Line(where), Shown.Line(message), place));
        else
            Omitted++;
    }
}
