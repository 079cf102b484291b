namespace GatewayKit;

/// <summary>
/// Thrown by a plugin's constructor when well-formed options can't work, for example because a file doesn't
/// exist. Each error rejects the configuration and is reported with the location of its option, like the errors of
/// <see cref="IValidatedOptions"/>.
/// </summary>
public sealed class PluginOptionsException : Exception
{
    /// <summary>Initializes a new instance with errors.</summary>
    /// <param name="errors">All errors; at least one.</param>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public PluginOptionsException(IReadOnlyList<OptionsError> errors)
        : base(Describe(errors)) => Errors = errors;

    /// <summary>Gets all errors.</summary>
    public IReadOnlyList<OptionsError> Errors { get; }

    private static string Describe(IReadOnlyList<OptionsError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (errors.Count == 0)
            throw new ArgumentException("The list of errors is empty.", nameof(errors));

        return string.Join(Environment.NewLine, errors.Select(e => $"{(e.Option.Length == 0 ? "it" : e.Option)} {e.Message}"));
    }
}
