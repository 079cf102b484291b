using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>The certificates of the configured authorities, and the rules for chains.</summary>
internal sealed class TrustStore
{
    private const int MaximumFileBytes = 1 << 20;

    private readonly X509Certificate2Collection _roots = [];
    private readonly X509Certificate2Collection _intermediates = [];
    private readonly OidCollection _purposes = [];

    private TrustStore(MtlsAuthOptions options)
    {
        foreach (var purpose in options.Purposes)
            _purposes.Add(new Oid(Purpose.Oid(purpose)!));
    }

    /// <summary>Reads the files and watches them for changes.</summary>
    public static TrustStore Read(MtlsAuthOptions options, Func<string, string> watch, List<OptionsError> errors)
    {
        var store = new TrustStore(options);
        ReadAll("roots", options.Roots, store._roots);
        ReadAll("intermediates", options.Intermediates, store._intermediates);
        return store;

        void ReadAll(string option, IReadOnlyList<string> files, X509Certificate2Collection into)
        {
            for (var i = 0; i < files.Count; i++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{option}[{i}]");
                if (ReadFile(watch(files[i]), into, isRoot: option == "roots") is { } problem)
                    errors.Add(new OptionsError(name, $"is '{files[i]}'; the file {problem}"));
            }
        }
    }

    /// <summary>Creates the rules for a chain that ends at a root.</summary>
    /// <param name="now">The time at which the certificates must be valid.</param>
    /// <param name="others">The intermediate certificates that came with the client's.</param>
    public X509ChainPolicy Policy(DateTimeOffset now, X509Certificate2Collection? others)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationTime = now.LocalDateTime,

            // Otherwise a client could make the gateway fetch addresses of its choice.
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(_roots);
        policy.ExtraStore.AddRange(_intermediates);
        if (others is not null)
            policy.ExtraStore.AddRange(others);
        foreach (var purpose in _purposes)
            policy.ApplicationPolicy.Add(purpose);
        return policy;
    }

    private static string? ReadFile(string path, X509Certificate2Collection into, bool isRoot)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaximumFileBytes })
                return "is larger than 1 MB";

            var found = new X509Certificate2Collection();
            found.ImportFromPem(File.ReadAllText(path));
            if (found.Count == 0)
                return "has no PEM certificate (-----BEGIN CERTIFICATE-----)";
            if (isRoot && found.Any(certificate => !certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)))
                return "has a certificate that isn't a root, because another one has issued it; list it in 'intermediates'";

            into.AddRange(found);
            return null;
        }
        catch (CryptographicException)
        {
            return "has a certificate that can't be read";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return error is FileNotFoundException or DirectoryNotFoundException ? "doesn't exist" : "can't be read";
        }
    }
}
