namespace GatewayKit;

/// <summary>
/// Options that describe what a plugin with them adds to an API, for its documentation: credentials, headers, responses, limits. An options
/// record can implement it. It is called after the options are validated, and must not have effects.
/// </summary>
public interface IDescribedOptions
{
    /// <summary>Describes the plugin. An exception leaves its description out.</summary>
    /// <param name="description">Receives the description.</param>
    void Describe(ApiDescription description);
}
