namespace GatewayKit;

/// <summary>
/// Thrown by a plugin's constructor for options that are well-formed and still can't work, such as the name of a file that
/// is not there. Each error refuses the configuration at the place of its option, as those of
/// <see cref="IValidatedOptions"/> do.
/// </summary>
public sealed class PluginOptionsException : Exception
{
    /// <summary>Refuses options.</summary>
    /// <param name="errors">Everything that is wrong; at least one.</param>
    /// <exception cref="ArgumentException">There is no error.</exception>
    public PluginOptionsException(IReadOnlyList<OptionsError> errors)
        : base(Describe(errors)) => Errors = errors;

    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<OptionsError> Errors { get; }

    private static string Describe(IReadOnlyList<OptionsError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (errors.Count == 0)
            throw new ArgumentException("There is no error.", nameof(errors));

        return string.Join(Environment.NewLine, errors.Select(e => $"{(e.Option.Length == 0 ? "it" : e.Option)} {e.Message}"));
    }
}
