namespace GatewayKit;

/// <summary>
/// Rules between the options of a record, checked after each of them has been bound and found valid by itself.
/// </summary>
public interface IValidatedOptions
{
    /// <summary>Checks the rules.</summary>
    /// <returns>Every rule that is broken; empty if none is.</returns>
    IEnumerable<OptionsError> Validate();
}
