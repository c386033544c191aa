using System.Text.Json;

namespace Chimera.Fleet.Lab;

/// <summary>What a lab was last asked to be; written before anything is started.</summary>
internal sealed record LabRecord(int Hosts, int Block, LabOptions Options)
{
    public IEnumerable<string> Names => Enumerable.Range(1, Hosts).Select(LabFolder.NameOf);

    public string AddressOf(string name) => Loopback.Address(Block, int.Parse(name["lab".Length..]));

    /// <summary>Null when there is none, or none that can be read.</summary>
    public static LabRecord? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), LabRecordJson.Default.LabRecord);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    public void Write(string path)
    {
        File.WriteAllBytes(path + LabFolder.Draft, JsonSerializer.SerializeToUtf8Bytes(this, LabRecordJson.Default.LabRecord));
        File.Move(path + LabFolder.Draft, path, overwrite: true);
    }
}
