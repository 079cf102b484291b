namespace GatewayKit.Acme.Tests;

internal static class TestOptions
{
    public static AcmeOptions For(string directory, params string[] hosts)
        => new() { Directory = directory, AcceptTerms = true, Hosts = hosts is [] ? ["api.example.com"] : [.. hosts] };
}
