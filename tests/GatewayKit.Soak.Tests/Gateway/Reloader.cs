using GatewayKit.Soak.Model;

namespace GatewayKit.Soak.Gateway;

/// <summary>Writes one configuration after the other, valid and broken ones, and waits until each valid one is active.</summary>
internal sealed class Reloader(string folder, SoakYaml yaml, ConfigHistory history, Tally tally, Random random)
{
    private SoakConfig _latest = SoakConfig.Generate(0, new Random(0));

    /// <summary>Writes the first configuration, which the gateway starts with.</summary>
    public void Begin()
    {
        history.Add(_latest);
        Write(yaml.Write(_latest));
        history.Confirm();
    }

    public async Task RunAsync(HttpClient client, CancellationToken end)
    {
        while (await Pace.WaitAsync(TimeSpan.FromMilliseconds(random.Next(100, 1000)), end))
        {
            if (random.Next(3) == 0)
            {
                Write(yaml.WriteBroken(_latest, random));
                tally.Count("broken configurations written");
                await Pace.WaitAsync(TimeSpan.FromMilliseconds(random.Next(100, 1500)), end);
                await CheckAsync(client);
            }

            _latest = SoakConfig.Generate(_latest.Epoch + 1, random);
            history.Add(_latest);
            Write(yaml.Write(_latest));
            await ActivateAsync(client);
        }
    }

    private async Task ActivateAsync(HttpClient client)
    {
        var patience = DateTime.UtcNow + SoakSettings.Patience;
        string epoch;
        while ((epoch = await client.GetStringAsync(new Uri("/epoch", UriKind.Relative))) != $"{_latest.Epoch}")
        {
            if (DateTime.UtcNow > patience)
                throw new InvalidOperationException($"Configuration {_latest.Epoch} doesn't become active; the gateway has '{epoch}'.");
            await Pace.WaitAsync(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }

        history.Confirm();
        tally.Count("valid configurations activated");
    }

    private async Task CheckAsync(HttpClient client)
    {
        var epoch = await client.GetStringAsync(new Uri("/epoch", UriKind.Relative));
        if (epoch != $"{_latest.Epoch}")
            tally.Fault("OPENED", $"an invalid configuration is active, {epoch}");
    }

    private void Write(string text)
    {
        var file = Path.Combine(folder, "gateway.yaml");
        File.WriteAllText(file + ".new", text);
        File.Move(file + ".new", file, overwrite: true);
    }
}
