using System.IO.Compression;
using System.Security.Cryptography;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Packaging.Signing;

namespace GatewayKit.Cli.Packages;

/// <summary>A checked package file.</summary>
internal sealed class PackageArchive : IDisposable
{
    /// <summary>The maximum size of a package: 256 MB.</summary>
    public const long MaxPackageBytes = 256L << 20;

    private readonly PackageArchiveReader _reader;

    private PackageArchive(PackageArchiveReader reader, string sha512, string? signer)
    {
        _reader = reader;
        Identity = reader.GetIdentity();
        Dependencies = [.. reader.GetPackageDependencies()];
        Files = [.. reader.GetFiles()];
        Sha512 = sha512;
        Signer = signer;
    }

    public PackageIdentity Identity { get; }

    public IReadOnlyList<PackageDependencyGroup> Dependencies { get; }

    /// <summary>The files in the package.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The hash of the file, in base64, as in lock files of NuGet.</summary>
    public string Sha512 { get; }

    /// <summary>The subject of the certificate that signed it; null if it isn't signed.</summary>
    public string? Signer { get; }

    /// <exception cref="ToolException">The file isn't a valid package, or it isn't safe to unpack.</exception>
    public static async Task<PackageArchive> OpenAsync(string file, CancellationToken cancellation)
    {
        PackageArchiveReader? reader = null;
        try
        {
            var stream = File.OpenRead(file);
            reader = new PackageArchiveReader(stream, leaveStreamOpen: false);
            if (stream.Length > MaxPackageBytes)
                throw new ToolException($"'{Path.GetFileName(file)}' has more than {MaxPackageBytes >> 20} MB.");
            using (var archive = await ZipFile.OpenReadAsync(file, cancellation).ConfigureAwait(false))
            {
                if (ArchiveCheck.FindError(archive) is { } reason)
                    throw new ToolException($"'{Path.GetFileName(file)}' is rejected: {reason}");
            }

            var signer = await FindSignerAsync(reader, file, cancellation).ConfigureAwait(false);
            stream.Position = 0;
            return new PackageArchive(
                reader, Convert.ToBase64String(await SHA512.HashDataAsync(stream, cancellation).ConfigureAwait(false)), signer);
        }
        catch (Exception error)
        {
            reader?.Dispose();
            if (error is InvalidDataException or PackagingException or SignatureException or IOException or UnauthorizedAccessException
                or System.Xml.XmlException or ArgumentException)
                throw new ToolException($"'{Path.GetFileName(file)}' isn't a readable package: {error.Message}", error);
            throw;
        }
    }

    /// <summary>Unpacks one file.</summary>
    public async Task CopyAsync(string file, string target, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var source = await _reader.GetStreamAsync(file, cancellation).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var copy = new BoundedStream(target, _reader.GetEntry(file).Length, $"'{file}' of package {Identity}");
            await using (copy.ConfigureAwait(false))
                await source.CopyToAsync(copy, cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>Rejects a signature that doesn't match the content. The trust in the signer is the operator's decision.</summary>
    private static async Task<string?> FindSignerAsync(PackageArchiveReader reader, string file, CancellationToken cancellation)
    {
        if (!await reader.IsSignedAsync(cancellation).ConfigureAwait(false))
            return null;

        var verifier = new PackageSignatureVerifier([new IntegrityVerificationProvider()]);
        var verified = await verifier
            .VerifySignaturesAsync(reader, SignedPackageVerifierSettings.GetDefault(), cancellation)
            .ConfigureAwait(false);
        if (!verified.IsValid)
            throw new ToolException($"'{Path.GetFileName(file)}' is rejected: it was changed after it was signed.");

        var signature = await reader.GetPrimarySignatureAsync(cancellation).ConfigureAwait(false);
        return signature?.SignerInfo.Certificate?.Subject;
    }
}
