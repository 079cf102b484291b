using System.IO.Compression;
using System.Security.Cryptography;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Packaging.Signing;

namespace GatewayKit.Cli.Packages;

/// <summary>A package file that has been checked and can be read.</summary>
internal sealed class PackageArchive : IDisposable
{
    /// <summary>The most bytes of a package: 256 MB.</summary>
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

    /// <summary>Every file in it.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The hash of the file, in base64 as lock files of NuGet have it.</summary>
    public string Sha512 { get; }

    /// <summary>Whose certificate signed it; null if nobody's.</summary>
    public string? Signer { get; }

    /// <exception cref="ToolException">The file is no package, or one that nobody should unpack.</exception>
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
                if (ArchiveCheck.FindMistake(archive) is { } mistake)
                    throw new ToolException($"'{Path.GetFileName(file)}' is refused: {mistake}");
            }

            var signer = await FindSignerAsync(reader, file, cancellation).ConfigureAwait(false);
            stream.Position = 0;
            return new PackageArchive(reader, Convert.ToBase64String(await SHA512.HashDataAsync(stream, cancellation).ConfigureAwait(false)), signer);
        }
        catch (Exception error)
        {
            reader?.Dispose();
            if (error is InvalidDataException or PackagingException or SignatureException or IOException or UnauthorizedAccessException or System.Xml.XmlException or ArgumentException)
                throw new ToolException($"'{Path.GetFileName(file)}' is no package that can be read: {error.Message}", error);
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

    /// <summary>A signature that does not fit the content is refused. Whom it is trusted from is for the person who adds it.</summary>
    private static async Task<string?> FindSignerAsync(PackageArchiveReader reader, string file, CancellationToken cancellation)
    {
        if (!await reader.IsSignedAsync(cancellation).ConfigureAwait(false))
            return null;

        var verifier = new PackageSignatureVerifier([new IntegrityVerificationProvider()]);
        var verified = await verifier.VerifySignaturesAsync(reader, SignedPackageVerifierSettings.GetDefault(), cancellation).ConfigureAwait(false);
        if (!verified.IsValid)
            throw new ToolException($"'{Path.GetFileName(file)}' is refused: it was changed after it was signed.");

        var signature = await reader.GetPrimarySignatureAsync(cancellation).ConfigureAwait(false);
        return signature?.SignerInfo.Certificate?.Subject;
    }
}
