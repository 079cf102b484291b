using System.Text.Json;

namespace GatewayKit.Plugins.Soap;

/// <summary>Writes the properties of a message (Web Services Addressing 1.0, core, section 3).</summary>
internal sealed class AddressingHeaders(SoapAddressing options, string action)
{
    private const string Anonymous = "http://www.w3.org/2005/08/addressing/anonymous";

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString($"{Prefixes.Addressing}:Action", options.Action ?? action);
        if (options.To is not null)
            json.WriteString($"{Prefixes.Addressing}:To", options.To);
        if (!options.MessageId)
            return;

        json.WriteString($"{Prefixes.Addressing}:MessageID", $"urn:uuid:{Guid.NewGuid()}");
        json.WriteStartObject($"{Prefixes.Addressing}:ReplyTo");
        json.WriteString($"{Prefixes.Addressing}:Address", Anonymous);
        json.WriteEndObject();
    }
}
