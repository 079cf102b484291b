using GatewayKit.Kubernetes.Hosting;
using k8s;
using Microsoft.Extensions.Configuration;

namespace GatewayKit.Kubernetes.Tests.Hosting;

public sealed class KubeconfigTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_first_file_with_a_name_defines_it()
    {
        var first = Write("first", "", ("dev", "http://first:1"), ("other", "http://first:2"));
        var second = Write("second", "", ("dev", "http://second:1"), ("prod", "http://second:2"));

        Assert.Equal("http://first:1", Read(Write("context", "dev"), first, second).Host);
        Assert.Equal("http://second:2", Read(Write("context", "prod"), first, second).Host);
    }

    [Fact]
    public void The_first_file_with_a_current_context_sets_it()
    {
        var first = Write("first", "", ("dev", "http://dev:1"));
        var second = Write("second", "prod", ("prod", "http://prod:1"));
        var third = Write("third", "dev");

        Assert.Equal("http://prod:1", Read(first, second, third).Host);
    }

    [Fact]
    public void A_missing_file_is_ignored()
        => Assert.Equal("http://dev:1", Read(Path.Combine(_folder, "none"), Write("first", "dev", ("dev", "http://dev:1"))).Host);

    [Fact]
    public void No_file_at_all_is_an_error_that_names_them()
    {
        var (one, two) = (Path.Combine(_folder, "one"), Path.Combine(_folder, "two"));

        var error = Assert.Throws<InvalidOperationException>(() => Read(one, two));

        Assert.Contains($"No kubeconfig file exists at '{one}', '{two}'.", error.Message);
        Assert.Contains("Set KUBECONFIG", error.Message);
    }

    [Fact]
    public void A_file_that_is_not_YAML_is_an_error()
    {
        var path = Path.Combine(_folder, "wrong");
        File.WriteAllText(path, "a: [");

        Assert.Throws<InvalidOperationException>(() => Read(path));
    }

    [Fact]
    public void Relative_paths_are_those_of_their_own_file()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "users")).FullName;
        var users = Path.Combine(folder, "config");
        File.WriteAllText(users, """
            apiVersion: v1
            kind: Config
            users: [ { name: me, user: { client-certificate: cert.pem, client-key: keys/key.pem } } ]
            """);

        var config = Read(users, Write("first", "dev", ("dev", "https://dev:1")));

        Assert.Equal(Path.Combine(folder, "cert.pem"), config.ClientCertificateFilePath);
        Assert.Equal(Path.Combine(folder, "keys", "key.pem"), config.ClientKeyFilePath);
    }

    [Fact]
    public void The_option_has_precedence_over_the_variable()
    {
        var pod = Environment(Write("variable", "dev", ("dev", "http://variable:1")));

        var options = new KubernetesOptions { Kubeconfig = Write("option", "dev", ("dev", "http://option:1")) };

        Assert.Equal("http://option:1", ClusterAccess.Read(options, pod).Host);
    }

    private static KubernetesClientConfiguration Read(params string[] files)
        => ClusterAccess.Read(new KubernetesOptions(), Environment(files));

    private static PodEnvironment Environment(params string[] files)
    {
        var variables = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["KUBECONFIG"] = string.Join(Path.PathSeparator, files) })
            .Build();
        return PodEnvironment.Read(variables, new KubernetesOptions());
    }

    /// <summary>Writes a file with clusters, contexts of the same names, and the user of all of them.</summary>
    private string Write(string name, string current, params (string Name, string Server)[] clusters)
    {
        var path = Path.Combine(_folder, name);
        var servers = clusters.Select(cluster => $"- {{ name: {cluster.Name}, cluster: {{ server: '{cluster.Server}' }} }}");
        var contexts = clusters.Select(cluster => $"- {{ name: {cluster.Name}, context: {{ cluster: {cluster.Name}, user: me }} }}");
        string[] lines =
        [
            "apiVersion: v1", "kind: Config", $"current-context: '{current}'", "clusters:", .. servers, "contexts:", .. contexts,
        ];
        File.WriteAllLines(path, clusters.Length == 0 ? lines[..3] : [.. lines, "users:", "- { name: me, user: { token: secret } }"]);
        return path;
    }
}
