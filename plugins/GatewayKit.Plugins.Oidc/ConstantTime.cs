using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Plugins.Oidc;

/// <summary>Compares secrets in constant time.</summary>
internal static class ConstantTime
{
    public static bool AreEqual(string one, string other)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
