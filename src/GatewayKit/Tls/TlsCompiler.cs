using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Tls;

/// <summary>Checks the key <c>tls</c> of a configuration and loads its certificates.</summary>
internal sealed class TlsCompiler(TlsLoader loader, TlsState state)
{
    private const string Key = "tls";

    /// <summary>Checks and loads.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="isNext">Whether it may replace the active configuration; otherwise it may be a part of one.</param>
    /// <param name="errors">Collects the errors.</param>
    /// <returns>The settings, with the certificates that could be loaded; null if the configuration has no <c>tls</c>.</returns>
    public TlsSettings? Compile(GatewayConfig config, bool isNext, ConfigErrors errors)
    {
        if (config.Tls is not { } tls)
        {
            CheckListeners(isNext, location: default, errors);
            return null;
        }

        var folder = config.Folders.GetValueOrDefault(tls.Location.Source ?? "") ?? Directory.GetCurrentDirectory();
        var problems = new List<TlsProblem>();
        var settings = loader.Load(tls, folder, problems);
        foreach (var problem in problems)
        {
            if (problem.Error.IsWarning)
                errors.Warn(Key, problem.Message, problem.Location);
            else
                errors.Add(Key, problem.Message, problem.Location);
        }

        settings = settings with { Acme = BindAcme(tls, folder, errors) };
        if (problems.TrueForAll(problem => problem.Error.IsWarning))
            CheckDefault(settings, errors);
        CheckListeners(isNext && !state.HasCertificates(settings), tls.Location, errors);
        CheckProtocols(tls, errors);
        return settings;
    }

    private object? BindAcme(TlsConfig tls, string folder, ConfigErrors errors)
    {
        if (tls.Acme is not { } node)
            return null;

        if (state.Acme is { } owner)
        {
            var options = OptionsBinder.Bind(owner.OptionsType, node, new ConfigPiece(Key).Key("acme"), "", tls.Location, errors);
            foreach (var error in options is null ? [] : owner.Check(options, folder))
                errors.Add(Key, $"acme.{error.Option} {error.Message.TrimEnd('.')}.", node.Location);
            return options;
        }

        errors.Add(Key, "acme is set, but this host has no ACME client. Add the package GatewayKit.Acme, and call UseAcme() on the "
            + "builder that AddGatewayKit() returns.", node.Location.Source is null ? tls.Location : node.Location);
        return null;
    }

    // Certificates of other sources aren't known yet.
    private void CheckDefault(TlsSettings settings, ConfigErrors errors)
    {
        if (settings.Config.Default is not { } name || settings.Config.Acme is not null || state.HasOtherSources
            || settings.Config.Certificates.Any(entry => entry.IsUnset)
            || TlsState.FindInFiles(settings, name) is not null)
            return;

        errors.Add(Key, $"default is {DisplayText.Text(name)}; no certificate has this name.", settings.Config.Location);
    }

    private void CheckListeners(bool loses, ConfigLocation location, ConfigErrors errors)
    {
        if (state.IsListening && loses)
        {
            errors.Add(Key, "has no certificates, but the gateway listens on https with those of 'tls'. Set 'tls.certificates', or restart "
                + "the gateway without https addresses.", location);
        }
    }

    private void CheckProtocols(TlsConfig tls, ConfigErrors errors)
    {
        if (!tls.Protocols.Contains(TlsProtocol.Http3))
            return;

        if (!TlsListener.IsQuicSupported)
            errors.Warn(Key, "protocols has 'http3', but this machine doesn't support QUIC (on Linux, it needs libmsquic). Clients use the "
                + "other protocols.", tls.Location);
        else if (state is { IsListening: true, IsListeningOnQuic: false })
            errors.Warn(Key, "protocols has 'http3', which takes effect when the gateway is restarted.", tls.Location);
    }
}
