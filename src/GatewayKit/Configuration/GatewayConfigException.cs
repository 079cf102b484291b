namespace GatewayKit.Configuration;

/// <summary>A configuration was refused. Its message lists every mistake, one a line.</summary>
public sealed class GatewayConfigException : Exception
{
    /// <summary>Refuses a configuration.</summary>
    /// <param name="errors">The mistakes.</param>
    public GatewayConfigException(IEnumerable<ConfigError> errors) : this([.. errors])
    {
    }

    private GatewayConfigException(ConfigError[] errors)
        : base($"The gateway's configuration has {errors.Length} error(s):{Environment.NewLine}{string.Join(Environment.NewLine, errors.Select(e => e.ToString()))}")
        => Errors = errors;

    /// <summary>The mistakes.</summary>
    public IReadOnlyList<ConfigError> Errors { get; }
}
