using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Certificates;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Compilation;

/// <summary>Reads the certificate files of clusters. A file that can't be used is an error with the location of the cluster.</summary>
internal sealed class ClusterTlsCompiler(WatchedFiles watched, TimeProvider time)
{
    private const string Key = "tls";

    private static readonly ClusterTls s_none = new();

    /// <param name="config">The configuration.</param>
    /// <param name="previous">The active snapshot, whose settings are shared if they are the same.</param>
    /// <param name="errors">Collects the errors.</param>
    /// <returns>The settings by the cluster's id; clusters without settings, and with errors, are left out.</returns>
    public FrozenDictionary<string, CompiledClusterTls> Compile(GatewayConfig config, GatewaySnapshot? previous, ConfigErrors errors)
    {
        var compiled = new Dictionary<string, CompiledClusterTls>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, cluster) in config.Clusters)
        {
            if ((cluster.Tls ?? (cluster.Certificates is null ? null : s_none)) is not { } settings
                || UnsetVariables.AreIn((cluster.Node as ConfigMapping)?.Find(Key)))
                continue;

            var folder = config.Folders.GetValueOrDefault(cluster.Location.Source ?? "");
            var tls = previous?.ClusterTls.GetValueOrDefault(id) is { } same && same.IsSame(settings, cluster.Certificates, folder)
                ? same
                : Read(id, cluster, settings, folder, errors);
            if (tls is null)
                continue;

            compiled.Add(id, tls);
            if (tls is { Certificate: { } certificate, Memory: null or { Client: null } } && BadTime(certificate.Leaf) is { } problem)
            {
                errors.Warn(ConfigPiece.Of(ConfigOwner.Cluster(id)), $"{Key}.clientCertificate {problem}; destinations reject it.",
                    cluster.Location);
            }
        }

        return compiled.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private CompiledClusterTls? Read(string id, GatewayCluster cluster, ClusterTls settings, string? folder, ConfigErrors errors)
    {
        var files = watched.Begin();
        var found = new List<OptionsError>();
        var reader = new CertificateReader(path => folder is null ? Path.GetFullPath(path) : Path.GetFullPath(path, folder), found);
        var certificate = settings.ClientCertificate is { } own ? reader.Read(own, "clientCertificate") : null;
        var roots = new X509Certificate2Collection();
        for (var i = 0; i < settings.TrustedRoots.Count; i++)
        {
            var option = string.Create(CultureInfo.InvariantCulture, $"trustedRoots[{i}]");
            roots.AddRange(reader.ReadAll(settings.TrustedRoots[i], option) ?? []);
        }

        foreach (var path in reader.Paths)
            files.Watch(path);

        var piece = ConfigPiece.Of(ConfigOwner.Cluster(id));
        foreach (var error in found)
            errors.Add(piece, $"{Key}.{error.Option} {error.Message.TrimEnd('.')}.", cluster.Location);
        return found.Count > 0 ? null : new CompiledClusterTls
        {
            Settings = settings,
            Folder = folder,
            Files = files,
            Certificate = certificate,
            Roots = cluster.Certificates is { Authorities.Length: > 0 } memory ? [.. memory.Authorities] : roots.Count > 0 ? roots : null,
            Memory = cluster.Certificates,
        };
    }

    private string? BadTime(X509Certificate2 certificate)
    {
        var now = time.GetUtcNow();
        return certificate.NotAfter.ToUniversalTime() < now
            ? string.Create(CultureInfo.InvariantCulture, $"expired at {certificate.NotAfter.ToUniversalTime():u}")
            : certificate.NotBefore.ToUniversalTime() > now
                ? string.Create(CultureInfo.InvariantCulture, $"isn't valid before {certificate.NotBefore.ToUniversalTime():u}")
                : null;
    }
}
