using GatewayKit.Configuration;

namespace GatewayKit.Tls;

/// <summary>
/// Lists the certificates of a folder: pairs <c>NAME.crt</c> or <c>NAME.pem</c> and <c>NAME.key</c>, PKCS#12 files, and in its folders
/// <c>tls.crt</c> and <c>tls.key</c> (secrets of Kubernetes) or <c>fullchain.pem</c> and <c>privkey.pem</c> (certbot).
/// </summary>
internal static class FolderCertificates
{
    /// <summary>The maximum number of entries of a folder.</summary>
    public const int MaxEntries = 20_000;

    private static readonly (string Certificate, string Key)[] s_pairs = [("tls.crt", "tls.key"), ("fullchain.pem", "privkey.pem")];

    /// <summary>Lists the certificates by their names.</summary>
    /// <param name="folder">The full path.</param>
    /// <param name="password">The password of all files; null for none.</param>
    /// <param name="error">The end of a sentence about the folder if it can't be read; null otherwise.</param>
    public static IReadOnlyList<CertificateFiles> List(string folder, string? password, out string? error)
    {
        error = null;
        try
        {
            // Hidden entries, such as ..data of Kubernetes, are other paths to the same files.
            var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos()
                .Where(entry => !entry.Name.StartsWith('.'))
                .Take(MaxEntries + 1)
                .OrderBy(entry => entry.Name, StringComparer.Ordinal)
                .ToList();
            if (entries.Count <= MaxEntries)
                return Find(folder, entries, password);
            error = $"has more than {MaxEntries} entries";
        }
        catch (DirectoryNotFoundException)
        {
            error = "does not exist";
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            error = "can't be read: access is denied, or it isn't a folder";
        }

        return [];
    }

    private static List<CertificateFiles> Find(string folder, List<FileSystemInfo> entries, string? password)
    {
        var files = entries.Where(entry => !IsFolder(entry)).Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        var found = new List<CertificateFiles>();
        foreach (var entry in entries)
        {
            var path = Path.Combine(folder, entry.Name);
            if (IsFolder(entry))
                AddPairsOf(path, password, found);
            else if (Path.GetExtension(entry.Name) is ".pfx" or ".p12")
                found.Add(new CertificateFiles { Pfx = path, Password = password });
            else if (Path.GetExtension(entry.Name) is ".crt" or ".pem" && KeyOf(entry.Name) is { } key && files.Contains(key)
                && !(entry.Name.EndsWith(".pem", StringComparison.Ordinal) && files.Contains(Path.ChangeExtension(entry.Name, ".crt"))))
                found.Add(new CertificateFiles { Certificate = path, Key = Path.Combine(folder, key), Password = password });
        }

        return found;
    }

    private static void AddPairsOf(string folder, string? password, List<CertificateFiles> found)
    {
        foreach (var (certificate, key) in s_pairs)
        {
            var (certificatePath, keyPath) = (Path.Combine(folder, certificate), Path.Combine(folder, key));
            if (File.Exists(certificatePath) && File.Exists(keyPath))
                found.Add(new CertificateFiles { Certificate = certificatePath, Key = keyPath, Password = password });
        }
    }

    private static string KeyOf(string name) => name == "fullchain.pem" ? "privkey.pem" : Path.ChangeExtension(name, ".key");

    // A link to a folder is one.
    private static bool IsFolder(FileSystemInfo entry)
        => entry.Attributes.HasFlag(FileAttributes.Directory)
            || (entry.LinkTarget is not null && Directory.Exists(entry.FullName));
}
