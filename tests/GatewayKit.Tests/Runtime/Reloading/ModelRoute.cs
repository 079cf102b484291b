namespace GatewayKit.Tests.Runtime.Reloading;

/// <summary>A route of the model. It tells the upstream its mark, which stays when its id changes.</summary>
internal sealed record ModelRoute(
    string Id, string Mark, ModelPath Path, string? Host, string? Method, int Order, bool IsProtected, bool IsBroken)
{
    public bool Matches(ModelRequest request)
        => Path.Matches(request.Path) && (Host is null || Host == request.Host) && (Method is null || Method == request.Method);

    public string ToYaml(string broken)
    {
        var path = IsBroken && broken.StartsWith('/') ? broken : Path.Pattern;
        var hosts = IsBroken && !broken.StartsWith('/') ? $", hosts: ['{broken}']" : Host is null ? "" : $", hosts: [{Host}]";
        var methods = Method is null ? "" : $", methods: [{Method}]";
        var plugins = IsProtected ? ", plugins: [ { name: token } ]" : "";
        return $"  {Id}: {{ clusterId: up, order: {Order}, match: {{ path: '{path}'{hosts}{methods} }}, transforms: [ {{ requestHeader: "
            + $"X-Mark, set: {Mark} }} ]{plugins} }}";
    }
}
