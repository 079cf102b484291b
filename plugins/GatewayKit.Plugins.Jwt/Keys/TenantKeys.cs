using GatewayKit.Authentication;
using GatewayKit.Tokens;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.Jwt;

/// <summary>Opens the keys of the tenants: from the options, a file or an identity provider.</summary>
internal sealed class TenantKeys(JwtOptions options, PluginPlacement placement, IPluginFiles files, KeySources sources) : IDisposable
{
    private const int MaximumFileSize = 256 * 1024;

    private readonly List<RemoteKeySettings> _opened = [];

    /// <summary>Opens the keys of all tenants.</summary>
    /// <exception cref="PluginOptionsException">Key files can't be used.</exception>
    public IReadOnlyList<(JwtTenant Options, Tenant Tenant)> Open(
        BearerChallenges challenges, IHttpClientFactory clients, TimeProvider time, ILogger logger)
    {
        var errors = new List<OptionsError>();
        var opened = new List<(JwtTenant, Tenant)>();
        var defaults = options.AsTenant();
        var tenants = options.Tenants.Count > 0 ? options.Tenants.Select(tenant => tenant.Or(defaults)) : [defaults];
        foreach (var (index, tenant) in tenants.Index())
        {
            var path = options.Tenants.Count > 0 ? $"tenants[{index}].jwks" : "jwks";
            if (Open(tenant, path, errors, clients, time, logger) is { } keys)
                opened.Add((tenant, new Tenant(new TokenRules(tenant, challenges), keys)));
        }

        if (errors.Count == 0)
            return opened;

        Dispose();
        throw new PluginOptionsException(errors);
    }

    public void Dispose()
    {
        foreach (var settings in _opened)
            sources.Release(settings);
        _opened.Clear();
    }

    private IKeySource? Open(
        JwtTenant tenant, string path, List<OptionsError> errors, IHttpClientFactory clients, TimeProvider time, ILogger logger)
    {
        if (tenant.Authority is not null)
            return Remote(tenant, tenant.Authority, null, clients, time, logger);
        if (tenant.Jwks is null || !KeyLocation.TryParse(tenant.Jwks, out var location))
            return null;
        if (location.Address is not null)
            return Remote(tenant, null, location.Address, clients, time, logger);

        var text = location.File is null ? location.Text! : Read(location.File, path, errors);
        if (text is null)
            return null;

        var problems = new List<string>();
        var keys = JwksReader.Read(text, problems, refusesPrivate: true);
        errors.AddRange(problems.Select(problem => new OptionsError(path, problem)));
        return new FixedKeys(new KeySet(keys));
    }

    private RemoteKeys Remote(
        JwtTenant tenant, string? authority, string? address, IHttpClientFactory clients, TimeProvider time, ILogger logger)
    {
        var issuers = string.Join('\n', (tenant.Issuers ?? []).Order(StringComparer.Ordinal));
        var settings = new RemoteKeySettings(authority, address, issuers, options.RequireHttps, options.RefreshInterval);
        _opened.Add(settings);
        return sources.Acquire(settings, clients, time, logger);
    }

    private byte[]? Read(string file, string path, List<OptionsError> errors)
    {
        try
        {
            var full = placement.ResolvePath(file);
            files.Watch(full);
            using var stream = File.OpenRead(full);
            if (stream.Length <= MaximumFileSize)
            {
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                return bytes;
            }

            errors.Add(new OptionsError(path, $"is a file of more than {new ByteSize(MaximumFileSize)}"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add(new OptionsError(path, $"can't be read: {error.Message}"));
        }

        return null;
    }
}
