namespace GatewayKit;

/// <summary>
/// Validates rules that involve several options of a record, after each option has been validated by itself.
/// </summary>
public interface IValidatedOptions
{
    /// <summary>Validates the options.</summary>
    /// <returns>Every violated rule; empty if the options are valid.</returns>
    IEnumerable<OptionsError> Validate();
}
