using System.Globalization;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Tls;

/// <summary>Loads the certificates of a configuration. Files that haven't changed since they were loaded aren't read again.</summary>
internal sealed class TlsLoader(CertificateStore store, TimeProvider time)
{
    /// <summary>The maximum number of certificates.</summary>
    private const int MaxCertificates = 10_000;

    /// <summary>Loads the certificates.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="folder">The folder that relative paths refer to.</param>
    /// <param name="problems">Collects the errors. An error about a file that had a valid certificate before is a warning, and
    /// that certificate is still used.</param>
    /// <returns>The settings, with the certificates that could be loaded.</returns>
    public TlsSettings Load(TlsConfig config, string folder, ICollection<TlsProblem> problems)
    {
        var certificates = new List<ServedCertificate>();
        var used = new HashSet<CertificateFiles>();
        for (var i = 0; i < config.Certificates.Length; i++)
        {
            var entry = config.Certificates[i];
            var option = string.Create(CultureInfo.InvariantCulture, $"certificates[{i}]");
            foreach (var files in entry.IsUnset ? [] : FilesOf(entry, folder, option, problems))
            {
                if (used.Add(files) && Load(files, OptionOf(files, entry, option), entry, problems) is { } certificate)
                    certificates.Add(certificate);
            }
        }

        if (used.Count > MaxCertificates)
        {
            problems.Add(new(
                new("certificates", $"has {used.Count} certificates; it can have at most {MaxCertificates}"), config.Location));
        }

        return new TlsSettings { Config = config, Folder = folder, Certificates = new CertificateIndex(certificates), Files = used };
    }

    /// <summary>Lists the files that the configuration has now.</summary>
    public static HashSet<CertificateFiles> ListAll(TlsSettings settings)
        => [.. settings.Config.Certificates.SelectMany(entry => FilesOf(entry, settings.Folder, "", new List<TlsProblem>()))];

    private static IReadOnlyList<CertificateFiles> FilesOf(
        TlsCertificateFiles entry, string folder, string option, ICollection<TlsProblem> problems)
    {
        if (string.IsNullOrEmpty(entry.Folder))
        {
            return
            [
                new CertificateFiles
                {
                    Certificate = Full(entry.Certificate, folder),
                    Key = Full(entry.Key, folder),
                    Pfx = Full(entry.Pfx, folder),
                    Password = entry.Password,
                },
            ];
        }

        var found = FolderCertificates.List(Full(entry.Folder, folder)!, entry.Password, out var error);
        if (error is not null)
        {
            problems.Add(new(new($"{option}.folder", $"is {DisplayText.Text(entry.Folder)}, which {error}"), entry.Location)
            {
                IsOfFolder = true,
            });
        }
        else if (found.Count == 0)
            problems.Add(new(Warning($"{option}.folder", $"is {DisplayText.Text(entry.Folder)}; it has no certificate"), entry.Location));
        return found;
    }

    private ServedCertificate? Load(CertificateFiles files, string option, TlsCertificateFiles entry, ICollection<TlsProblem> problems)
    {
        var (certificate, errors) = store.Get(files).Load(option);
        foreach (var error in errors)
        {
            problems.Add(new(certificate is null
                ? error
                : Warning(error.Option, $"{error.Message.TrimEnd('.')}. The previous certificate stays in use"), entry.Location)
            {
                IsKept = certificate is not null,
            });
        }

        if (certificate is not null && Lapse(certificate) is { } lapse)
            problems.Add(new(Warning(option, lapse), entry.Location));
        return certificate;
    }

    private string? Lapse(ServedCertificate certificate)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return certificate.Expires < now ? $"has a certificate for {certificate.Names[0]} that expired on {Date(certificate.Expires)}"
            : certificate.Begins > now ? $"has a certificate for {certificate.Names[0]} that isn't valid before {Date(certificate.Begins)}"
            : null;
    }

    /// <summary>A folder's entry doesn't name the file.</summary>
    private static string OptionOf(CertificateFiles files, TlsCertificateFiles entry, string option)
        => string.IsNullOrEmpty(entry.Folder) ? option : $"{option}.folder: '{Path.GetFileName(files.Certificate ?? files.Pfx)}'";

    private static string? Full(string? path, string folder) => string.IsNullOrEmpty(path) ? null : Path.GetFullPath(path, folder);

    private static string Date(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static OptionsError Warning(string option, string message) => new(option, message) { IsWarning = true };
}
