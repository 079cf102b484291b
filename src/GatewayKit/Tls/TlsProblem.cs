using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Tls;

/// <summary>An error or a warning about the key <c>tls</c>.</summary>
/// <param name="Error">The option and the message.</param>
/// <param name="Location">The location in the configuration.</param>
internal readonly record struct TlsProblem(OptionsError Error, ConfigLocation Location)
{
    /// <summary>Gets whether a changed file can't be used, and the previous certificate stays in use.</summary>
    public bool IsKept { get; init; }

    /// <summary>Gets whether a folder can't be read, so that its certificates aren't known.</summary>
    public bool IsOfFolder { get; init; }

    /// <summary>Gets the message as a sentence.</summary>
    public string Message => $"{Error.Option} {Error.Message.TrimEnd('.')}.".TrimStart();
}
