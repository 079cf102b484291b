using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Acme.Renewal;

/// <summary>The file with the roots that the certificate of the ACME server can have.</summary>
internal static class ServerRoots
{
    /// <summary>Returns why a file can't be used, as the end of a sentence about the option; null if it can.</summary>
    public static string? Problem(string file, string folder)
    {
        Read(file, folder, out var problem);
        return problem;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file, in PEM.</param>
    /// <param name="folder">The folder that a relative path refers to.</param>
    /// <param name="problem">Why it can't be used, as the end of a sentence about the option.</param>
    public static X509Certificate2Collection? Read(string file, string folder, out string? problem)
    {
        try
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPemFile(Path.GetFullPath(file, folder));
            problem = roots.Count > 0 ? null : $"is '{file}'; the file has no certificate in PEM";
            return problem is null ? roots : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            problem = $"is '{file}', which can't be read: {error.Message.TrimEnd('.')}";
            return null;
        }
    }
}
