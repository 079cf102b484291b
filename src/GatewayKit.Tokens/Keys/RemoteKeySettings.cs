namespace GatewayKit.Tokens;

/// <summary>Where an issuer's keys are. Entries with the same settings share the keys.</summary>
/// <param name="Authority">The issuer, whose metadata says where the keys are; null if <paramref name="KeysAddress"/> says it.</param>
/// <param name="KeysAddress">The address of the keys.</param>
/// <param name="Issuers">The issuers that the metadata can have besides the authority, sorted, separated by line breaks.</param>
/// <param name="RequiresHttps">Whether addresses of other machines need https.</param>
/// <param name="Interval">The time after which the keys are fetched again.</param>
internal sealed record RemoteKeySettings(string? Authority, string? KeysAddress, string Issuers, bool RequiresHttps, TimeSpan Interval)
{
    /// <summary>The issuer or the address, for the log.</summary>
    public string Name => Authority ?? KeysAddress ?? "";
}
