namespace GatewayKit.Configuration;

/// <summary>Thrown when a configuration is rejected. The message lists every error on its own line with its location.</summary>
public sealed class GatewayConfigException : Exception
{
    /// <summary>Initializes a new instance with the errors.</summary>
    /// <param name="errors">The errors.</param>
    public GatewayConfigException(IEnumerable<ConfigError> errors) : this([.. errors])
    {
    }

    private GatewayConfigException(ConfigError[] errors) : base(Describe(errors)) => Errors = errors;

    /// <summary>The errors, in the order in which they were found.</summary>
    public IReadOnlyList<ConfigError> Errors { get; }

    /// <summary>
    /// Returns the type and the message, without the stack trace: the errors are in the configuration, and a log or the runtime's
    /// report of an unhandled exception should show nothing else. <see cref="Exception.StackTrace"/> has the trace.
    /// </summary>
    public override string ToString() => $"{typeof(GatewayConfigException).FullName}: {Message}";

    private static string Describe(ConfigError[] errors)
    {
        var lines = errors
            .OrderBy(e => e.Location.Source, StringComparer.Ordinal)
            .ThenBy(e => e.Location.Line)
            .ThenBy(e => e.Location.Column)
            .Select(e => e.ToString());
        return string.Join(Environment.NewLine,
            [$"The gateway's configuration has {errors.Length} {(errors.Length == 1 ? "error" : "errors")}:", .. lines]);
    }
}
