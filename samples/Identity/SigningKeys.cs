using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace Identity;

/// <summary>
/// The keys that the provider signs tokens with. The newest signs; the one before stays published, so that its tokens remain valid.
/// </summary>
/// <param name="cache">The provider's current options, which are created again after a rotation.</param>
internal sealed class SigningKeys(IOptionsMonitorCache<OpenIddictServerOptions> cache) : IConfigureOptions<OpenIddictServerOptions>
{
    private volatile ECDsaSecurityKey[] _keys = [Create()];

    /// <summary>Creates a key, and returns its id.</summary>
    public string Rotate()
    {
        _keys = [Create(), _keys[0]];
        cache.Clear();
        return _keys[0].KeyId;
    }

    public void Configure(OpenIddictServerOptions options)
    {
        foreach (var key in _keys)
            options.SigningCredentials.Add(new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256));
    }

    private static ECDsaSecurityKey Create()
        => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = RandomNumberGenerator.GetHexString(8, lowercase: true) };
}
