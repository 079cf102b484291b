using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>The hash <c>$apr1$SALT$HASH</c> of Apache: 1,000 rounds of MD5.</summary>
internal static class ApacheHash
{
    private const string Prefix = "$apr1$";
    private const string Alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Rounds = 1000;
    private const int Longest = 1024;

    public static bool IsValid(string hash)
        => hash.StartsWith(Prefix, StringComparison.Ordinal) && hash.Split('$') is [_, _, { Length: > 0 and <= 8 }, { Length: 22 }];

    /// <summary>Returns the hash of a password with the salt of another hash; an empty text if the password is too long.</summary>
    public static string Compute(string password, string hash)
    {
        if (password.Length > Longest)
            return "";

        var salt = hash.Split('$')[2];
        var bytes = Encoding.UTF8.GetBytes(password);
        return $"{Prefix}{salt}${Encode(Digest(bytes, Encoding.UTF8.GetBytes(salt)))}";
    }

#pragma warning disable CA5351 // The format of existing files.
    private static byte[] Digest(byte[] password, byte[] salt)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var inner = MD5.HashData([.. password, .. salt, .. password]);
        md5.AppendData(password);
        md5.AppendData(Encoding.ASCII.GetBytes(Prefix));
        md5.AppendData(salt);
        for (var left = password.Length; left > 0; left -= 16)
            md5.AppendData(inner, 0, Math.Min(16, left));
        for (var bits = password.Length; bits > 0; bits >>= 1)
            md5.AppendData(new[] { (bits & 1) != 0 ? (byte)0 : password[0] });

        var digest = md5.GetHashAndReset();
        for (var round = 0; round < Rounds; round++)
        {
            md5.AppendData((round & 1) != 0 ? password : digest);
            if (round % 3 != 0)
                md5.AppendData(salt);
            if (round % 7 != 0)
                md5.AppendData(password);
            md5.AppendData((round & 1) != 0 ? digest : password);
            digest = md5.GetHashAndReset();
        }

        return digest;
    }
#pragma warning restore CA5351

    private static string Encode(byte[] digest)
    {
        var text = new StringBuilder(22);
        foreach (var (a, b, c) in new[] { (0, 6, 12), (1, 7, 13), (2, 8, 14), (3, 9, 15), (4, 10, 5) })
            Append((digest[a] << 16) | (digest[b] << 8) | digest[c], 4);
        Append(digest[11], 2);
        return text.ToString();

        void Append(int value, int count)
        {
            for (; count > 0; count--, value >>= 6)
                text.Append(Alphabet[value & 0x3f]);
        }
    }
}
