using System.Diagnostics.Metrics;
using GatewayKit.Acme.Renewal;
using GatewayKit.Acme.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Acme.Tests.Renewal;

/// <summary>A node of the gateway without its server.</summary>
internal sealed class TestNode
{
    private readonly CertificateRenewal _renewal;

    public TestNode(string folder, AcmeOptions options, ICertificateIssuer issuer, TimeProvider time)
    {
        var records = new AcmeRecords(new FileAcmeStorage(folder, time), new Uri(options.Directory));
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        Certificates = new CertificateSet(meters, time);
        _renewal = new CertificateRenewal(
            options, records, issuer, Certificates, new RenewalSchedule(options.RenewBefore, time, Random.Shared),
            new AcmeTimings(), time, Logger);
        Records = records;
    }

    public AcmeRecords Records { get; }

    public CertificateSet Certificates { get; }

    public TestLogger Logger { get; } = new();

    public Task<TimeSpan> RunAsync(CancellationToken cancellation = default) => _renewal.RunAsync(cancellation).InTime();

    public Task LoadAsync() => _renewal.LoadAsync(default).InTime();

    public Task<HostRecord?> ReadAsync(string host) => Records.ReadHostAsync(host, default).AsTask();
}
