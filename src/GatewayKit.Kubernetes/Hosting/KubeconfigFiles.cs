using k8s;
using k8s.KubeConfigModels;

namespace GatewayKit.Kubernetes.Hosting;

/// <summary>
/// Several kubeconfig files as one, merged as kubectl does: the first file with a cluster, user or context of a name defines it, the
/// first one with a current context sets it, and missing files are ignored.
/// </summary>
internal static class KubeconfigFiles
{
    /// <summary>Returns the files that a variable such as <c>KUBECONFIG</c> names.</summary>
    /// <param name="variable">The paths, separated as the platform separates paths; null for none.</param>
    public static IReadOnlyList<string> Split(string? variable)
        => (variable ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <exception cref="IOException">No file exists, or one can't be read.</exception>
    public static K8SConfiguration Load(IReadOnlyList<string> paths)
    {
        K8SConfiguration[] files = [.. paths.Where(File.Exists).Select(Load)];
        if (files.Length == 0)
            throw new FileNotFoundException($"No kubeconfig file exists at {string.Join(", ", paths.Select(path => $"'{path}'"))}.");

        return new K8SConfiguration
        {
            ApiVersion = files[0].ApiVersion,
            Kind = files[0].Kind,
            CurrentContext = files.Select(file => file.CurrentContext).FirstOrDefault(context => !string.IsNullOrEmpty(context)),
            Clusters = Merge(files.Select(file => file.Clusters), cluster => cluster.Name),
            Users = Merge(files.Select(file => file.Users), user => user.Name),
            Contexts = Merge(files.Select(file => file.Contexts), context => context.Name),
        };
    }

    /// <summary>Reads a file, whose relative paths are those of its folder.</summary>
    private static K8SConfiguration Load(string path)
    {
        var config = KubernetesClientConfiguration.LoadKubeConfig(new FileInfo(path));
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (var cluster in (config.Clusters ?? []).Select(cluster => cluster.ClusterEndpoint).OfType<ClusterEndpoint>())
            cluster.CertificateAuthority = Resolve(cluster.CertificateAuthority, folder);
        foreach (var user in (config.Users ?? []).Select(user => user.UserCredentials).OfType<UserCredentials>())
        {
            user.ClientCertificate = Resolve(user.ClientCertificate, folder);
            user.ClientKey = Resolve(user.ClientKey, folder);

            // A command without a folder is searched for in the folders of PATH.
            if (user.ExternalExecution is { } command && command.Command?.IndexOfAny(['/', Path.DirectorySeparatorChar]) > 0)
                command.Command = Resolve(command.Command, folder);
        }

        return config;
    }

    private static string? Resolve(string? path, string folder) => string.IsNullOrEmpty(path) ? path : Path.GetFullPath(path, folder);

    private static List<T> Merge<T>(IEnumerable<IEnumerable<T>?> lists, Func<T, string> nameOf)
        => [.. lists.SelectMany(list => list ?? []).DistinctBy(nameOf, StringComparer.Ordinal)];
}
