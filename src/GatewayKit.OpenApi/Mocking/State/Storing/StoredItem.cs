using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking.State.Storing;

/// <summary>An item as it is kept. Never changed; a change makes another.</summary>
/// <param name="Key">Its id as text.</param>
/// <param name="Value">The whole item, with what is never answered.</param>
/// <param name="Views">The item as each reading operation answers it.</param>
/// <param name="Sequence">The order of creation in its sandbox.</param>
/// <param name="IsSeed">Whether it was there from the beginning, so that what belongs to it was, too.</param>
/// <param name="Cost">How many bytes of memory it holds, about.</param>
internal sealed record StoredItem(string Key, JsonElement Value, IReadOnlyList<JsonElement> Views, long Sequence, bool IsSeed, int Cost);
